// False tells electron-builder that node_modules need neither rebuilding nor collecting: `files` names what goes in.
module.exports = () => false;

// Electron's own start page, which a folder of Electron brings and a package never shows.
const fs = require('node:fs');
const path = require('node:path');

module.exports = ({ appOutDir, packager }) => {
  fs.rmSync(path.join(packager.getResourcesDir(appOutDir), 'default_app.asar'), { force: true });
};

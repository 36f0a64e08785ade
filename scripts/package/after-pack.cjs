// What Electron brings and a package does not need as it is.
const fs = require('node:fs');
const path = require('node:path');

/** Chromium draws by Vulkan on request only, and software WebGL by it: Thumbline's page has no WebGL. */
const vulkan = ['libvk_swiftshader.so', 'vk_swiftshader_icd.json', 'libvulkan.so.1'];

/** 20 MB of text, in a page of 3 MB that unpacks itself in a browser. */
async function packLicences(appOutDir, resources) {
  const plain = path.join(appOutDir, 'LICENSES.chromium.html');
  const { selfOpeningPage } = await import('./self-opening-page.js');
  const page = selfOpeningPage(fs.readFileSync(plain), 'Licences of Chromium');
  fs.writeFileSync(path.join(resources, 'licences', 'LICENSES.chromium.html'), page);
  fs.rmSync(plain);
}

module.exports = async ({ appOutDir, packager, electronPlatformName }) => {
  const resources = packager.getResourcesDir(appOutDir);
  // Electron's own start page, which a package never shows.
  fs.rmSync(path.join(resources, 'default_app.asar'), { force: true });
  if (electronPlatformName !== 'linux') return;
  for (const name of vulkan) fs.rmSync(path.join(appOutDir, name), { force: true });
  await packLicences(appOutDir, resources);
};

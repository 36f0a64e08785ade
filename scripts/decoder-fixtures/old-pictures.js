import { readFileSync, writeFileSync } from 'node:fs';
import { crc32, deflateRawSync } from 'node:zlib';

/** What ImageMagick reads for us, PFM, and pictures of painting programs. All but what is packed with loss is the source again. */
export function makeOldPictures({ run, at, card, faded }) {
  run('convert', card, at('card.pcx'));
  run('convert', card, '-type', 'palette', at('mapped.pcx'));
  run('convert', card, '-monochrome', at('bits.pcx'));
  run('convert', card, '-monochrome', at('bits.pcx.png'));
  run('convert', faded, at('alpha.sgi'));
  run('convert', card, at('card.ras'));
  run('convert', card, at('card.pict'));
  run('convert', faded, '-define', 'dds:compression=none', at('plain.dds'));
  for (const [name, source, packing] of [
    ['dxt1.dds', card, 'dxt1'],
    ['dxt5.dds', faded, 'dxt5'],
  ]) {
    run('convert', source, '-define', `dds:compression=${packing}`, at(name));
    run('convert', at(name), at(`${name}.png`));
  }
  // Numbers of sRGB, and a line that says so.
  run('convert', card, at('card.hdr'));
  run('convert', card, '-colorspace', 'RGB', '-depth', '32', at('light.pfm'));
  writeFileSync(at('merged.kra'), paintedPicture('application/x-krita', readFileSync(faded)));
  writeFileSync(at('merged.ora'), paintedPicture('image/openraster', readFileSync(faded)));
}

/** A ZIP archive as such programs write it: first what it is, not packed, then the merged picture. */
function paintedPicture(mediaType, png) {
  const entries = [
    { name: 'mimetype', content: Buffer.from(mediaType), method: 0 },
    { name: 'mergedimage.png', content: png, method: 8 },
  ];
  const parts = [];
  const list = [];
  let offset = 0;
  for (const { name, content, method } of entries) {
    const packed = method === 0 ? content : deflateRawSync(content);
    const facts = Buffer.alloc(26);
    facts.writeUInt16LE(20, 0);
    facts.writeUInt16LE(method, 4);
    facts.writeUInt32LE(crc32(content), 10);
    facts.writeUInt32LE(packed.length, 14);
    facts.writeUInt32LE(content.length, 18);
    facts.writeUInt16LE(name.length, 22);
    const local = Buffer.concat([Buffer.from('PK\x03\x04'), facts, Buffer.from(name), packed]);
    const place = Buffer.alloc(14);
    place.writeUInt32LE(offset, 10);
    list.push(Buffer.from('PK\x01\x02\x14\0', 'latin1'), facts, place, Buffer.from(name));
    parts.push(local);
    offset += local.length;
  }
  const directory = Buffer.concat(list);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...parts, directory, end]);
}

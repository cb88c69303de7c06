import { inflateSync } from "node:zlib";

// A WOFF file is an OpenType font whose tables are packed one by one: https://www.w3.org/TR/WOFF/
const WOFF_HEADER = 44;
const WOFF_ENTRY = 20;
const FONT_HEADER = 12;
const FONT_ENTRY = 16;

const padded = (length) => Math.ceil(length / 4) * 4;

// Returns the OpenType font in a WOFF file, for programs that do not read web fonts.
export function unpack(woff) {
  const count = woff.readUInt16BE(12);
  const tables = Array.from({ length: count }, (_, number) => readTable(woff, WOFF_HEADER + number * WOFF_ENTRY));
  const directory = FONT_HEADER + count * FONT_ENTRY;
  const font = Buffer.alloc(tables.reduce((size, { content }) => size + padded(content.length), directory));
  writeHeader(font, woff.readUInt32BE(4), count);
  let offset = directory;
  tables.forEach(({ tag, checksum, content }, number) => {
    const entry = FONT_HEADER + number * FONT_ENTRY;
    font.writeUInt32BE(tag, entry);
    font.writeUInt32BE(checksum, entry + 4);
    font.writeUInt32BE(offset, entry + 8);
    font.writeUInt32BE(content.length, entry + 12);
    content.copy(font, offset);
    offset += padded(content.length);
  });
  return font;
}

function readTable(woff, entry) {
  const [tag, offset, packedLength, length, checksum] = [0, 4, 8, 12, 16].map((field) => woff.readUInt32BE(entry + field));
  const packed = woff.subarray(offset, offset + packedLength);
  return { tag, checksum, content: packedLength < length ? inflateSync(packed) : packed };
}

function writeHeader(font, flavour, count) {
  const power = Math.floor(Math.log2(count));
  const searchRange = 2 ** power * FONT_ENTRY;
  font.writeUInt32BE(flavour, 0);
  font.writeUInt16BE(count, 4);
  font.writeUInt16BE(searchRange, 6);
  font.writeUInt16BE(power, 8);
  font.writeUInt16BE(count * FONT_ENTRY - searchRange, 10);
}

// Another reader of encrypted files, written from docs/encrypted-files.md with Node's own cryptography.

import { createDecipheriv, createHash, pbkdf2Sync } from "node:crypto";

/** Takes an encrypted file apart: its three lines and the bytes after them. */
export function parts(file) {
  const lines = [];
  let from = 0;
  while (lines.length < 3) {
    const end = file.indexOf(0x0a, from);
    lines.push(file.subarray(from, end).toString("utf8"));
    from = end + 1;
  }
  return { lines, header: Buffer.from(`${lines[0]}\n${lines[1]}\n`), fields: JSON.parse(lines[1]), checksum: lines[2], content: file.subarray(from) };
}

/** The document in an encrypted file. */
export function decrypted(file, passphrase) {
  const { header, fields, checksum, content } = parts(file);
  if (createHash("sha256").update(header).update(content).digest("hex") !== checksum) throw new Error("The checksum does not match.");
  const key = pbkdf2Sync(passphrase.normalize("NFC"), Buffer.from(fields.salt, "hex"), fields.rounds, 32, "sha256");
  const cipher = createDecipheriv("aes-256-gcm", key, Buffer.from(fields.nonce, "hex"));
  cipher.setAAD(header);
  cipher.setAuthTag(content.subarray(-16));
  return Buffer.concat([cipher.update(content.subarray(0, -16)), cipher.final()]).toString("utf8");
}

// Reads messages with mailparser and prints what it understood, as JSON.
//   node parse.mjs FOLDER     FOLDER holds NAME.eml
import fs from 'node:fs';
import path from 'node:path';
import { simpleParser } from 'mailparser';

const people = field => field.value.map(({ name, address }) => ({ name, address }));
const read = {};
for (const file of fs.readdirSync(process.argv[2]).filter(name => name.endsWith('.eml'))) {
  const mail = await simpleParser(fs.readFileSync(path.join(process.argv[2], file)), { skipTextLinks: true, skipImageLinks: true });
  read[path.basename(file, '.eml')] = {
    subject: mail.subject, from: people(mail.from), to: people(mail.to), messageId: mail.messageId, date: mail.date.toISOString(),
    headers: mail.headerLines.map(line => line.key), text: mail.text, html: mail.html, types: mail.attachments.map(part => part.contentType),
    leave: mail.headers.get('list').unsubscribe,
  };
}
process.stdout.write(JSON.stringify(read));

/**
 * Reads `multipart/form-data` as leniently as Telegram does: the platform's own reader refuses
 * grammY's headers (no blank after the colon, file names without quotation marks).
 */
export function readMultipart(body: Buffer, contentType: string): Record<string, string | File> {
  const boundary = /boundary="?([^";]+)"?/i.exec(contentType)?.[1];
  if (boundary === undefined) return {};
  const fields: Record<string, string | File> = {};
  for (const part of partsOf(body, Buffer.from(`--${boundary}`))) {
    const field = readPart(part);
    if (field !== undefined) fields[field.name] = field.value;
  }
  return fields;
}

function partsOf(body: Buffer, delimiter: Buffer): Buffer[] {
  const parts: Buffer[] = [];
  let start = body.indexOf(delimiter);
  while (start !== -1) {
    const end = body.indexOf(delimiter, start + delimiter.length);
    if (end === -1) break;
    // Between the delimiters, without the line ends that belong to them.
    parts.push(body.subarray(start + delimiter.length + 2, end - 2));
    start = end;
  }
  return parts;
}

function readPart(part: Buffer): { name: string; value: string | File } | undefined {
  const headerEnd = part.indexOf('\r\n\r\n');
  if (headerEnd === -1) return undefined;
  const headers = part.subarray(0, headerEnd).toString();
  const content = part.subarray(headerEnd + 4);
  const name = attribute(headers, 'name');
  if (name === undefined) return undefined;
  const fileName = attribute(headers, 'filename');
  return {
    name,
    value: fileName === undefined ? content.toString() : new File([Buffer.from(content)], fileName),
  };
}

function attribute(headers: string, name: string): string | undefined {
  const found = new RegExp(`[;\\s]${name}=(?:"([^"]*)"|([^;\\r\\n]*))`, 'i').exec(headers);
  return found?.[1] ?? found?.[2];
}

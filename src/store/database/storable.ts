/** PostgreSQL keeps no NUL in a text; what stands in for it is as long, so spans still fit. */
export function storable(text: string): string {
  return text.replaceAll('\0', '\uFFFD');
}

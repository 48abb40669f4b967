/** What the headers editor shows at first; comments are allowed in it. */
export const EXAMPLE_HEADERS = `{
  // Agents and conversations belong to a user; without a name, to the anonymous one.
  // "x-user-id": "ada",
  // "authorization": "Bearer …"
}
`;

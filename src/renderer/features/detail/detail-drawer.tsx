export function DetailDrawer({ id }: { id: string }) {
  return <aside aria-label="Details">{id}</aside>;
}

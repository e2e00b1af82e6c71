/** A name as its owner writes it, in its own direction; cut at its end when there is no room, whole once picked. */
export function EntryName({ name, isWhole }: { name: string; isWhole: boolean }) {
  return (
    <bdi
      className={`block min-w-0 text-page-start text-base font-semibold ${isWhole ? 'wrap-anywhere' : 'truncate'}`}
      title={name}
    >
      {name}
    </bdi>
  );
}

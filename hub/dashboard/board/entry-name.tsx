/** A name as its owner writes it: own direction, never broken in two, cut at the end when there is no more room. */
export function EntryName({ name }: { name: string }) {
  return (
    <bdi className="block min-w-0 truncate text-page-start text-base font-semibold" title={name}>
      {name}
    </bdi>
  );
}

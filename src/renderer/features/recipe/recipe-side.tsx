export function RecipeSide({ isPinned }: { isPinned: boolean }) {
  return isPinned ? <aside className="recipe" aria-label="Recipe" /> : null;
}

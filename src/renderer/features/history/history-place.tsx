export function HistoryPlace() {
  return (
    <main className="place">
      <h1>History</h1>
    </main>
  );
}

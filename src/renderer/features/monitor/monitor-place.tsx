export function MonitorPlace() {
  return (
    <main className="place">
      <h1>Monitor</h1>
    </main>
  );
}

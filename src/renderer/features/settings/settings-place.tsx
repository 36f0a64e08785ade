export function SettingsPlace() {
  return (
    <main className="place">
      <h1>Settings</h1>
    </main>
  );
}

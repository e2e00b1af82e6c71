/** Why a whole form was refused, above it. */
export function FormProblem({ children, 'data-testid': testId }: { children: string; 'data-testid'?: string }) {
  return (
    <p role="alert" data-testid={testId} className="mb-4 rounded-md bg-alert-soft px-4 py-3 text-on-alert-soft">
      {children}
    </p>
  );
}

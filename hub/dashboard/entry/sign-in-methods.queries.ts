import { useQuery } from '@tanstack/react-query';
import { callApi } from '#shared/protocol/api/client.ts';
import { signInMethods } from '#shared/protocol/api/accounts.ts';
import { useDashboard } from '#dashboard/api/dashboard-context.ts';

/** How this hub lets people in. Until it has answered, e-mail and password, which always work. */
export function useSignInMethods() {
  const { hub } = useDashboard();
  return useQuery({
    queryKey: ['entry', 'methods'],
    queryFn: () => callApi(hub, signInMethods, {}),
    retry: 2,
  });
}

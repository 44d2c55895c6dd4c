/** Packages of the market and their installation. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { answer, client } from './client';
import { multipart } from './multipart';
import { keys } from './queries';
import type { PackageInfo, Values } from './types';

export function usePackages() {
  return useQuery({ queryKey: keys.packages, queryFn: () => answer(client.GET('/api/v1/market/packages')) });
}

/** Resolves to the id of the operation that installs. */
export function useInstall(key: string) {
  return useMutation({
    mutationFn: async (body: { parameters: Values; consents: string[]; sample_data: boolean }) => {
      const { operation } = await answer(client.POST('/api/v1/market/packages/{key}/install', { params: { path: { key } }, body }));
      return operation;
    },
  });
}

export function useUploadPackage() {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (file: File): Promise<PackageInfo> => answer(client.POST('/api/v1/market/packages', multipart(file) as never)),
    onSuccess: async () => {
      // A list that is still on its way was asked for before, and would be taken for the answer.
      await cache.cancelQueries({ queryKey: keys.packages });
      await cache.invalidateQueries({ queryKey: keys.packages });
    },
  });
}

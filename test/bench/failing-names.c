/*
 * Stands in front of the system's resolver in a measured process: NAME.edge.test is this computer, unless a file of that
 * name lies in the folder COMPTOIR_FAILING_NAMES; then it does not resolve, as with a network without DNS.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <netdb.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

typedef int (*resolve)(const char *, const char *, const struct addrinfo *, struct addrinfo **);

int getaddrinfo(const char *name, const char *service, const struct addrinfo *hints, struct addrinfo **found) {
  resolve system_resolve = (resolve)dlsym(RTLD_NEXT, "getaddrinfo");
  const char *folder = getenv("COMPTOIR_FAILING_NAMES");
  const char *end = name == NULL ? NULL : strstr(name, ".edge.test");
  if (folder == NULL || end == NULL) return system_resolve(name, service, hints, found);
  char file[4096];
  snprintf(file, sizeof file, "%s/%s", folder, name);
  if (access(file, F_OK) == 0) return EAI_AGAIN;
  return system_resolve("127.0.0.1", service, hints, found);
}

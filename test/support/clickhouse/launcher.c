/* launcher LIBRARY PARENT OPTION...: runs ClickHouse out of libchdb.so, with the options of `clickhouse local`, as long as
   the process lives that started it, whose id PARENT is. */
#include <dlfcn.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <unistd.h>

int main(int argc, char **argv) {
  if (argc < 3) return 2;
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (getppid() != atoi(argv[2])) return 2;
  void *library = dlopen(argv[1], RTLD_NOW | RTLD_GLOBAL);
  void *(*run)(int, char **) = library ? dlsym(library, "chdb_query_cmdline") : NULL;
  const char *(*error_of)(void *) = run ? dlsym(library, "chdb_result_error") : NULL;
  if (!error_of) {
    fprintf(stderr, "%s\n", dlerror());
    return 2;
  }
  argv[2] = "clickhouse";
  void *result = run(argc - 2, argv + 2);
  const char *error = result ? error_of(result) : "ClickHouse gave no result.";
  if (error) fprintf(stderr, "%s\n", error);
  return error != NULL;
}

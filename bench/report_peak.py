"""Runs a script of Python, and tells what report-peak.js tells of Node: its peak memory, in KB, and its processor seconds."""
import atexit
import os
import resource
import runpy
import sys


def tell():
    usage = resource.getrusage(resource.RUSAGE_SELF)
    sys.stderr.write(f"peak {usage.ru_maxrss}\ncpu {usage.ru_utime + usage.ru_stime}\n")


atexit.register(tell)
sys.argv = sys.argv[1:]
sys.path[0] = os.path.dirname(sys.argv[0])
runpy.run_path(sys.argv[0], run_name="__main__")

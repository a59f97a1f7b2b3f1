"""The Join Us bot: a kind signpost for lonely young people. README.md says where things live."""

import os

# before anything imports numpy: one message is too little to share among threads, which would wait for one another
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

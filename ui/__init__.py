"""What the driver sees and touches. The only package that knows Qt."""

import os

# qasync takes whichever binding it finds first; this must be said before anyone imports it.
os.environ["QT_API"] = "pyside6"

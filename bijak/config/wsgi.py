import os
import signal

from django.core.wsgi import get_wsgi_application

from bijak.operations.launch import die_with_parent

if "BIJAK_SUPERVISED" in os.environ:
    die_with_parent(os.getppid(), signal.SIGTERM)  # a worker does not outlive its web server

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bijak.config.settings")
application = get_wsgi_application()

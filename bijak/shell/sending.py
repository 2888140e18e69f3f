"""A form and its page: opened and sent at one address, and shown again with what was typed when it does not hold."""

from django.views.decorators.http import require_http_methods

open_or_send = require_http_methods(["GET", "HEAD", "POST"])

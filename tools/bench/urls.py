from django.http import HttpRequest, HttpResponse
from django.urls import include, path

from bijak.accounts.access import public


@public
def hello(request: HttpRequest) -> HttpResponse:
    return HttpResponse("hello, world")


urlpatterns = [path("hello/", hello, name="hello"), path("", include("bijak.config.urls"))]

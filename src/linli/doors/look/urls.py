from django.urls import path

from linli.doors.look.views import example, look

app_name = "look"
urlpatterns = [path("", look, name="look"), path("<slug:name>/", example, name="example")]

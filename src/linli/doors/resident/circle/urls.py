"""The services near home, for anybody."""

from django.urls import path

from .circle import circle, circle_layer, circle_sheet

urlpatterns = [
    path("c/<community:code>/circle/", circle, name="circle"),
    path("c/<community:code>/circle/layer/", circle_layer, name="circle_layer"),
    path("c/<community:code>/circle/sheet/", circle_sheet, name="circle_sheet"),
]

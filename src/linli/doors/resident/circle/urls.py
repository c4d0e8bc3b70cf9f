"""The services near home, for anybody."""

from django.urls import path

from .circle import circle, circle_sheet, circle_tile

urlpatterns = [
    path("c/<community:code>/circle/", circle, name="circle"),
    path("c/<community:code>/circle/tiles/<int:z>/<int:x>/<int:y>/", circle_tile, name="circle_tile"),
    path("c/<community:code>/circle/sheet/", circle_sheet, name="circle_sheet"),
]

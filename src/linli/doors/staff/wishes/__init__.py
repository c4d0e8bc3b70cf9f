"""The staff's pages of wishes and of the resources that serve them."""

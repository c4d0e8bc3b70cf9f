"""An outside language model that helps with wording, where a tenant has set one up; off as delivered."""

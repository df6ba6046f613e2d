"""The theme model that ships: its sources, fitting and figures. It is trained by running this package."""

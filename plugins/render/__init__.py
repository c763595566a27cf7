"""Pages and files to a published site: the only stage that touches the world. Begin with build.py."""

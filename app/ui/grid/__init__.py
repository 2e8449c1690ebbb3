"""The one editable grid."""

"""The things we talk about: frozen, strict, no I/O. GLOSSARY.md says what each word means."""

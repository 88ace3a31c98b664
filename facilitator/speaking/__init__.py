"""In which language the house speaks to a person: catalogues of translations, sentences recognised where they are shown, dates, and choosing."""

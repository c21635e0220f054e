"""Groups that ties form: found, held against chance and against the teams there are."""

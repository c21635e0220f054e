# Gold values of ICC(A,1) = ICC(2,1): Rscript tests/gold/retest.R > tests/gold/retest.json
# Two-way random effects, absolute agreement, one occasion, with the interval of
# McGraw & Wong (1996). The data of Shrout & Fleiss (1979, table 2), whose printed value is
# .29, and a test and retest of eight people made up for this file.
suppressMessages({library(psych); library(jsonlite)})
one <- function(x) {
  found <- ICC(x, lmer = FALSE)$results
  row <- found[found$type == "ICC2", ]
  list(data = x, icc = row$ICC, F = row$F, lower = row[["lower bound"]],
       upper = row[["upper bound"]])
}
sf <- matrix(c(9,2,5,8, 6,1,3,2, 8,4,6,8, 7,1,2,6, 10,5,6,9, 6,2,4,7), ncol = 4, byrow = TRUE)
twice <- matrix(c(4.2,4.4, 3.0,3.4, 5.8,5.6, 2.2,2.0, 6.4,6.6, 4.8,4.0, 3.6,4.2, 5.0,5.2),
                ncol = 2, byrow = TRUE)
apart <- matrix(c(1,5, 2,6, 3,7.5, 4,8, 5,9.5), ncol = 2, byrow = TRUE)
cat(toJSON(list(
  versions = list(R = as.character(getRversion()), psych = as.character(packageVersion("psych"))),
  shrout_fleiss = one(sf), twice = one(twice), apart = one(apart)
), digits = NA, auto_unbox = TRUE, pretty = TRUE), "\n")

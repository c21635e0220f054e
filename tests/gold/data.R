# Writes the public data sets of the R packages lavaan, psych and multilevel as CSV,
# and the versions derived from them. Run: Rscript tests/gold/data.R
suppressPackageStartupMessages({
  library(lavaan)
  library(psych)
  library(multilevel)
})
flag <- grep("^--file=", commandArgs(FALSE), value = TRUE)
out <- file.path(dirname(sub("^--file=", "", flag[1])), "data")
dir.create(out, showWarnings = FALSE)
save <- function(d, name) {
  write.csv(d, file.path(out, paste0(name, ".csv")), row.names = FALSE, na = "")
}
items <- paste0("x", 1:9)
complete <- HolzingerSwineford1939
save(complete, "holzinger_swineford")

set.seed(20261123)
holes <- complete
for (v in items) holes[[v]][runif(nrow(holes)) < .10] <- NA
save(holes, "holzinger_swineford_missing")

ordinal <- complete
for (v in items) {
  ordinal[[v]] <- as.integer(cut(complete[[v]], c(-Inf, quantile(complete[[v]], c(.2, .5, .8)), Inf)))
}
save(ordinal, "holzinger_swineford_ordinal")

save(PoliticalDemocracy, "political_democracy")
save(Demo.growth, "demo_growth")
save(Demo.twolevel, "demo_twolevel")
data(bh1996, package = "multilevel")
save(bh1996, "bh1996")
data(bfi, package = "psych")
save(bfi, "bfi")

set.seed(20261124)
twolevel <- Demo.twolevel[Demo.twolevel$cluster <= 80, ]
for (v in c(paste0("y", 1:6), "x1")) twolevel[[v]][runif(nrow(twolevel)) < .08] <- NA
save(twolevel, "demo_twolevel_missing")

# 30 clusters in one group and 50 in the other
nested <- twolevel
nested$side <- ifelse(nested$cluster %% 8 < 3, "left", "right")
save(nested, "demo_twolevel_groups")

# Factorability, discriminant validity, agreement. Run: Rscript tests/gold/psychometrics.R
suppressMessages({library(psych); library(semTools); library(multilevel); library(jsonlite)})
flag <- grep("^--file=", commandArgs(FALSE), value = TRUE)
folder <- dirname(sub("^--file=", "", flag[1]))
bfi <- na.omit(read.csv(file.path(folder, "data", "bfi.csv"))[, 1:15])
model <- "A =~ A1 + A2 + A3 + A4 + A5\nC =~ C1 + C2 + C3 + C4 + C5\nE =~ E1 + E2 + E3 + E4 + E5"
kmo <- KMO(bfi); bart <- cortest.bartlett(cor(bfi), n = nrow(bfi))
data(bh1996); data(lq2002)
icc <- function(x) { f <- aov(bh1996[[x]] ~ as.factor(bh1996$GRP)); s <- summary(f)[[1]]
  list(icc1 = ICC1(f), icc2 = ICC2(f), F = s[1, 4], df1 = s[1, 1], df2 = s[2, 1]) }
lead <- lq2002[, paste0("LEAD", sprintf("%02d", 1:11))]; g <- lq2002$COMPID
r <- rwg.j(lead, g, ranvar = (5^2 - 1) / 12); skew <- rwg.j(lead, g, ranvar = 1.34)
l <- rwg.j.lindell(lead, g, ranvar = 2); a <- ad.m(lead, g)
write.csv(cbind(COMPID = g, lead), file.path(folder, "data", "lq2002_lead.csv"), row.names = FALSE)
raw <- as.matrix(htmt(model, bfi, htmt2 = FALSE)); two <- as.matrix(htmt(model, bfi, htmt2 = TRUE))
write_json(list(
  psych = as.character(packageVersion("psych")), semTools = as.character(packageVersion("semTools")),
  multilevel = as.character(packageVersion("multilevel")), R = R.version.string,
  kmo = list(overall = kmo$MSA, items = unname(kmo$MSAi), n = nrow(bfi)),
  bartlett = list(chisq = bart$chisq, df = bart$df, p = bart$p.value),
  htmt = unname(raw), htmt2 = unname(two),
  icc = list(LEAD = icc("LEAD"), WBEING = icc("WBEING")),
  agreement = list(group = r$grpid, n = r$gsize, rwgj = r$rwg.j, skewed = skew$rwg.j, lindell = l$rwg.lindell, ad = a$AD.M)),
  file.path(folder, "psychometrics.json"), digits = NA, auto_unbox = TRUE, pretty = 1, na = "null")

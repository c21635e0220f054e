# Places in public networks, modularity and regression of ties, by igraph and sna.
#
# Zachary's karate club (igraph, "Zachary"), marriages of Florentine families (Padgett &
# Ansell, 1993) and friendships of boys in a school (sna, coleman: Coleman, 1964; directed,
# autumn and spring). Run: Rscript tests/gold/network.R > tests/gold/network.json
suppressMessages({library(igraph); library(sna); library(jsonlite)})
data(coleman, package = "sna")
marriages <- c("Acciaiuoli-Medici", "Albizzi-Ginori", "Albizzi-Guadagni", "Albizzi-Medici",
  "Barbadori-Castellani", "Barbadori-Medici", "Bischeri-Guadagni", "Bischeri-Peruzzi",
  "Bischeri-Strozzi", "Castellani-Peruzzi", "Castellani-Strozzi", "Guadagni-Lamberteschi",
  "Guadagni-Tornabuoni", "Medici-Ridolfi", "Medici-Salviati", "Medici-Tornabuoni",
  "Pazzi-Salviati", "Peruzzi-Strozzi", "Ridolfi-Strozzi", "Ridolfi-Tornabuoni")
flo <- graph_from_edgelist(do.call(rbind, strsplit(marriages, "-")), directed = FALSE)
flo <- as.matrix(as_adjacency_matrix(add_vertices(flo, 1)))  # Pucci married nobody

places <- function(g, directed) {
  w <- E(g)$weight
  pairs <- as_edgelist(g, names = FALSE) - 1
  storage.mode(pairs) <- "integer"
  list(
    n = vcount(g), edges = pairs, weight = w,
    indegree = as.numeric(igraph::degree(g, mode = "in")),
    valued = as.numeric(strength(g, mode = "in", weights = w)),
    core = as.numeric(coreness(as.undirected(g, mode = "collapse"))),
    pagerank = as.numeric(page_rank(g, directed = TRUE, weights = w)$vector),
    betweenness = as.numeric(igraph::betweenness(g, directed = TRUE, weights = NA)),
    constraint = as.numeric(constraint(g, weights = w))
  )
}
both <- function(m) {
  g <- graph_from_adjacency_matrix(m, mode = "directed")
  E(g)$weight <- 1 + (seq_len(ecount(g)) %% 3)
  g
}
karate <- make_graph("Zachary")
faction <- c(1,1,1,1,1,1,1,1,2,2,1,1,1,1,2,2,1,1,2,1,2,1,2,2,2,2,2,2,2,2,2,2,2,2)
spring <- coleman[2, , ]
autumn <- coleman[1, , ]
set.seed(20261127)
grade <- outer(rowSums(autumn), rowSums(autumn), function(a, b) abs(a - b))
two <- netlm(spring, list(autumn, grade), nullhyp = "qapspp", reps = 2000)
out <- list(
  versions = list(R = R.version.string, igraph = as.character(packageVersion("igraph")),
                  sna = as.character(packageVersion("sna"))),
  karate = c(places(both(as.matrix(as_adjacency_matrix(karate)))), list(
    faction = faction - 1, modularity = modularity(karate, faction))),
  flo = places(both(flo)),
  coleman = c(places(both(spring)), list(
    reciprocity = as.numeric(grecip(spring, measure = "dyadic.nonnull")),
    density = as.numeric(gden(spring)))),
  netlm = list(spring = which(spring == 1) - 1, autumn = which(autumn == 1) - 1, n = nrow(spring),
    b = as.numeric(two$coefficients), t = as.numeric(two$tstat), p = as.numeric(two$pgreqabs)),
  agreement = list(
    one = c(0,0,0,1,1,1,2,2,2,2), other = c(0,0,1,1,1,2,2,2,2,0),
    rand = compare(c(0,0,0,1,1,1,2,2,2,2)+1, c(0,0,1,1,1,2,2,2,2,0)+1, method = "adjusted.rand"),
    nmi = compare(c(0,0,0,1,1,1,2,2,2,2)+1, c(0,0,1,1,1,2,2,2,2,0)+1, method = "nmi"))
)
cat(toJSON(out, digits = 15, auto_unbox = TRUE, na = "null"))
cat("\n")

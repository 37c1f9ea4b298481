# Turns lines 'op size connections server rate p50 p99 errors cpu memory load' into a table and a verdict on the goals.
# Set syncs to the disk's syncs a second.
{
    row = $1 " " $2 " " $3 " " $4
    if (!(row in count)) {
        order[++rows] = row
    }
    n = ++count[row]
    rate[row, n] = $5
    p50[row, n] = $6
    p99[row, n] = $7
    errors[row] += $8
    cpu[row, n] = $9
    memory[row, n] = $10
}

function median(values, row,    i, j, n, sorted, swap) {
    n = count[row]
    for (i = 1; i <= n; i++) {
        sorted[i] = values[row, i]
    }
    for (i = 1; i <= n; i++) {
        for (j = i + 1; j <= n; j++) {
            if (sorted[j] < sorted[i]) {
                swap = sorted[i]; sorted[i] = sorted[j]; sorted[j] = swap
            }
        }
    }
    return n % 2 ? sorted[(n + 1) / 2] : (sorted[n / 2] + sorted[n / 2 + 1]) / 2
}

function verdict(what, ours, wanted) {
    printf "- %s: %.0f/s, wanted at least %.0f/s: %s\n", what, ours, wanted, (ours >= wanted ? "met" : "MISSED")
}

END {
    print "| | bytes | connections | server | requests/s | MiB/s | p50 ms | p99 ms | errors | CPU s | MiB of memory |"
    print "|---|--:|--:|---|--:|--:|--:|--:|--:|--:|--:|"
    for (i = 1; i <= rows; i++) {
        row = order[i]
        split(row, part, " ")
        middle = median(rate, row)
        mib = part[1] == "LIST" ? "" : sprintf("%.1f", middle * part[2] / 1048576)
        printf "| %s | %d | %d | %s | %.0f | %s | %.1f | %.1f | %d | %.1f | %d |\n", part[1], part[2], part[3], \
            part[4], middle, mib, median(p50, row), median(p99, row), errors[row], median(cpu, row), median(memory, row)
    }
    print "\nGoals:\n"
    for (i = 1; i <= rows; i++) {
        row = order[i]
        split(row, part, " ")
        if (part[4] != "skyhall" || part[2] != 4096) {
            continue
        }
        theirs = median(rate, part[1] " " part[2] " " part[3] " s3proxy")
        ours = median(rate, row)
        if (part[1] == "PUT") {
            disk = part[3] * syncs
            verdict("PUT of 4 KiB at " part[3] " connections, half of the lower of s3proxy and connections x syncs/s", \
                ours, (theirs < disk ? theirs : disk) / 2)
        } else if (part[1] == "GET") {
            verdict("GET of 4 KiB at " part[3] " connections, half of s3proxy", ours, theirs / 2)
        } else {
            verdict("LIST at " part[3] " connections, faster than s3proxy", ours, theirs)
        }
    }
}

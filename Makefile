# Two commands do everything: make run, make test. The others are for developers.

.PHONY: run build test bare packages try-packages lint licences bench mutants shots e2e e2e-windows windows interop fuzz clean

run: build
	@assets/packaging/run.sh

build:
	@assets/packaging/setup.sh build
	@assets/packaging/compile.sh -o headcount .

test:
	@assets/packaging/setup.sh build
	@assets/packaging/compile.sh -race ./...
	go vet -race ./...
	@if assets/packaging/setup.sh test; then export HEADCOUNT_REAL_SERVERS=1; \
	else echo "The mail servers cannot be installed: their tests are left out." >&2; fi; \
	echo go test -race -timeout 30m ./...; assets/packaging/openroot.sh go test -race -timeout 30m ./...

# make run and make test as on a machine that has nothing: a new Debian root with
# Go, git and make, a clean clone, no cache of this one. Needs root or sudo.
bare:
	@assets/packaging/setup.sh bare
	@assets/packaging/bare.sh

# What About lists: the licences of all that is linked, on every system.
licences:
	go run ./assets/packaging/pack linked linux windows darwin >assets/licences.txt.new
	mv assets/licences.txt.new assets/licences.txt

# Windows installer and zip, .deb, .rpm, .tar.xz, sums, bills of materials and licences,
# into dist.
packages:
	@assets/packaging/setup.sh build
	@assets/packaging/setup.sh packages
	@assets/packaging/packages.sh

# The packages for Linux installed in a bare root, used and removed. Needs root or sudo.
try-packages: packages
	@assets/packaging/setup.sh bare
	@assets/packaging/setup.sh e2e
	@assets/packaging/trylinux.sh

# Pinned, so that everybody sees the same findings.
lint:
	go vet ./...
	go run github.com/golangci/golangci-lint/v2/cmd/golangci-lint@v2.12.2 run ./...
	@out=$$(go run mvdan.cc/gofumpt@v0.12.0 -l .); if [ -n "$$out" ]; then echo "gofumpt would change:"; echo "$$out"; exit 1; fi

# Speed and memory (SPEC S12.2, S21), with the spreadsheet library's own reading of
# the same file beside it, and what is bounded with its bound: of-library(max:0.25). ROWS=1000,100000 chooses the sizes.
# How long a start takes is measured on a display of its own.
bench: build
	@assets/packaging/setup.sh e2e
	HEADCOUNT_BENCH_ROWS="$(or $(ROWS),all)" go test -p 1 . ./app -run '^$$' -bench SPEC -benchtime 1x -timeout 60m
	go test ./data/sheet/xlsx ./data/sheet/ods ./data/sheet/xls ./data/sheet/html -run '^$$' -bench '^BenchmarkRead(XLSX|ODS|XLS|HTML)$$' -benchtime 3x

# Wrong lines planted one by one: which does no test notice? Half an hour.
mutants:
	go run assets/mutants/mutants.go

# Every screen in every state as a picture, in both languages, both looks and two
# sizes, into build/shots.
shots:
	@assets/packaging/setup.sh build
	assets/e2e/shots.sh build/shots

# The main journey in a real window on a virtual display, and a display on which
# there can be no window.
e2e: build
	@assets/packaging/setup.sh e2e
	assets/e2e/journey.sh
	assets/e2e/nowindow.sh

# The installer for Windows under wine: installed in a folder with accents, the journey
# played in its window, what it did asked for in its terminal, uninstalled.
e2e-windows: packages
	@assets/packaging/setup.sh e2e
	@assets/packaging/setup.sh wine
	assets/e2e/windows.sh

# The tests of what behaves otherwise on Windows, run under wine.
windows:
	@assets/packaging/setup.sh wine
	assets/packaging/winetests.sh

# Our files read by other programs, and theirs by us.
interop: build
	@assets/packaging/setup.sh interop
	assets/interop/check.sh ./headcount

fuzz:
	go test ./data -run '^$$' -fuzz '^FuzzHeading$$' -fuzztime 20s
	go test ./data/sheet/ods -run '^$$' -fuzz '^FuzzReadODS$$' -fuzztime 20s
	go test ./data/sheet/xls -run '^$$' -fuzz '^FuzzReadXLS$$' -fuzztime 20s
	go test ./data/sheet/html -run '^$$' -fuzz '^FuzzReadHTML$$' -fuzztime 20s
	go test ./data/sheet -run '^$$' -fuzz '^FuzzSniff$$' -fuzztime 20s
	for target in FuzzReadXLSX FuzzReadXLSXParts; do go test ./data/sheet/xlsx -run '^$$' -fuzz "^$$target\$$" -fuzztime 20s || exit 1; done
	for target in FuzzReadCSV FuzzHeaderRow FuzzDetectEncoding; do go test ./data/sheet/csv -run '^$$' -fuzz "^$$target\$$" -fuzztime 20s || exit 1; done
	for target in FuzzPlan FuzzFullName FuzzValues FuzzSameAndBroken; do go test ./app/plan -run '^$$' -fuzz "^$$target\$$" -fuzztime 20s || exit 1; done
	go test ./app/plan/stored -run '^$$' -fuzz '^FuzzDecode$$' -fuzztime 20s
	for target in FuzzBuildMail FuzzEmailAddress FuzzSMTPReply FuzzIMAPReply; do go test ./app/mail -run '^$$' -fuzz "^$$target\$$" -fuzztime 20s || exit 1; done

clean:
	rm -rf headcount build dist

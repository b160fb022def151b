#!/usr/bin/env bash
# One run on a pull request: annotations, the job's summary, and a comment that is changed instead of repeated.
set -uo pipefail
here=$(cd "$(dirname "$0")/.." && pwd)
check=(node "$here/bin/schema-check.js")
[ -z "${CONFIG:-}" ] || check+=(--config "$CONFIG")
if [ -z "${BASE:-}" ] && [ -n "${PULL_REQUEST_BASE:-}" ]; then
  # What is checked out is the merge with the base as it is now; the event may name an older one, and others' changes would be
  # told as this one's. Where the branch itself is checked out, it is compared with where it left the base.
  if [ "$(git rev-parse --quiet --verify HEAD^2)" = "${PULL_REQUEST_HEAD:-}" ]; then
    BASE=$(git rev-parse HEAD^1)
  else
    BASE=$(git merge-base "$PULL_REQUEST_BASE" HEAD) || BASE=$PULL_REQUEST_BASE
  fi
fi
[ -z "${BASE:-}" ] || check+=(--base "$BASE")
[ -z "${FAIL_ON:-}" ] || check+=(--fail-on "$FAIL_ON")

"${check[@]}" --format github
verdict=$?
[ "$verdict" = 2 ] && exit 2

report=$(mktemp)
"${check[@]}" --format markdown --output "$report"
[ -z "${GITHUB_STEP_SUMMARY:-}" ] || cat "$report" >>"$GITHUB_STEP_SUMMARY"

if [ "${COMMENT:-}" = true ] && [ -n "${PULL_REQUEST:-}" ]; then
  comments="repos/$GITHUB_REPOSITORY/issues/$PULL_REQUEST/comments"
  id=$(gh api --paginate "$comments" --jq '.[] | select(.body | startswith("<!-- threefold schema-check -->")) | .id' | head -n 1)
  if [ -n "$id" ]; then
    gh api --method PATCH "repos/$GITHUB_REPOSITORY/issues/comments/$id" --field "body=@$report" >/dev/null
  else
    gh api --method POST "$comments" --field "body=@$report" >/dev/null
  fi || echo "::notice::The comment could not be written: forks may not. The summary has the same."
fi
exit "$verdict"

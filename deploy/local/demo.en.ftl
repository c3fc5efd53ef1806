starting = Starting the Ringi demo: store, model, workspace and bot, all on this machine…
not-ours = { $out } holds things that are not the demo's. Nothing was deleted; name another folder with --out.
failed = The demo stopped: { $what }
leaked = { $count } of the planted values reached the model.
leaked-page = A planted value stands on the published page.
log-broken = Entry { $seq } of the decision log does not hold.
more-lines = … ({ $count } more lines)

talks-workspace = Workspace: on this machine ({ $url })
talks-model-offline = Model: offline (copies sentences from the material); nothing is sent anywhere
talks-model-real = Model: the one that the environment names; it is sent the masked request
talks-store = Store: embedded Valkey, every entry written to disk

ask-brief = Please turn this release into a campaign brief.
ask-shorter = Make it shorter
ask-summary = Please summarise this thread
ask-digest = Please make a competitor digest of this page.

step-asked = Asked: { $who } pasted a release of { $chars } characters in #marketing-依頼 and asked for a brief
step-masked = Masked: replaced by placeholders before the model saw it
step-model-saw = What the model was really sent (the sentences with placeholders)
step-revised = The draft, and a follow-up: “{ $wish }”
step-submitted = Sign-off requested: { $who } chose where to publish, and a card appeared in #承認
step-own = Nobody signs their own request: { $who } pressed “Sign”
step-signed = A second person signs: { $who } read the full text and signed
step-others = The other templates: a summary of a 20-message thread, and a competitor digest
step-outsider = When a guest asks
step-proved = Proof: the decision log, verified from its first entry

progress-store = Starting the store (Valkey) and the workspace…
progress-guards = Loading the Japanese dictionary and the PII guard…
progress-doors = Starting the bot and its workers…
progress-drafting = Checking → drafting → checking again…
drafted = The draft is in the thread ({ $chars } characters). Not one letter was shown before every guard had seen it
masked-line = · { $label }: { $count }
masked-why = Why: pii.input of the rulebook (revision { $revision }) says that these kinds are masked
model-saw-real = A real model is used, so what it was sent is not shown here
planted = Of the { $count } values planted in the release (names, phone numbers, a card …) not one reached the model
revised-to = Revision 2 is there ({ $before } → { $after } characters), through the same guards
full-text = Showed exactly the text that would be published ({ $blocks } blocks)
published = Published: { $page } (digest { $digest }…). No masked value stands on it
summarised = Summary done ({ $chars } characters)
digested = Competitor digest done ({ $chars } characters)
verified = { $count } entries, every link and seal holds. Exported to { $file }
done = Done in { $seconds } seconds. The page and the log are in { $out }/. To play with it yourself: make run

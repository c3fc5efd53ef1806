### What Ringi says. Same ids and same variables as ja.ftl (a test checks it).

## Everywhere
made-by-ai = Drafted by AI. A person must check the content
number = Request { $number }
contact-none = your Ringi admin
press-again = The dialog could not be opened. Please press the button once more.
nothing-allowed = There is no template that you can use here yet. Ask an admin to add one to the rulebook.

## Status
status-checking = Checking your request…
status-drafting = Writing the draft…
status-reviewing = Reviewing the draft…

## Buttons
button-revise = Revise
button-request = Request sign-off
button-sign = Sign off
button-send-back = Send back
button-refuse = Refuse
button-full-text = Read full text
button-cancel = Cancel
button-close = Close
button-choose = Use this
button-form = Fill in the form
label-of-revise = Ask for a change to this draft
label-of-request = Request sign-off to publish this draft

## Drafts
draft-ready = { $title }: draft { $revision } is ready.
draft-head = :memo: *{ $title }*: draft { $revision } is ready.
draft-by-ai = :robot_face: Drafted by AI (template { $template } { $version }). A person must check it
draft-part = part { $number } of { $of }
draft-masked = :lock: *Masked before the model saw it*
draft-noted = :mag: *Please check*
finding-line = • { $label } × { $count } — { $action }: { $reason }
finding-passes = {"   "}↳ { $passes }
finding-more = • { $count } more kinds
action-allow = kept
action-mask = masked
action-flag = to check
action-block = stopped
feedback-good = Useful
feedback-bad = Not useful
feedback-good-label = This draft was useful
feedback-bad-label = This draft was not useful
feedback-thanks = Thank you. If something should change, press “Revise” or write it in this thread.

## Asking
anchor = :inbox_tray: Request by { $person }: *{ $title }*
anchor-text = Request received: { $title }
command-received = Your request has arrived. The answer comes in the thread of the next message.
choose-which = Which template should I use?
invite = *{ $title }* needs a few more fields. Please fill in the form.
choose-chosen = Using { $title }.

## Help
help-text = How to use Ringi
help-what = Ringi drafts marketing texts and publishes only what a second person has signed off. Personal data is masked before a model sees it.
help-ways =
    • *Mention* — say “summarise this” together with your material
    • *Thread* — ask “summarise” inside a thread, and Ringi reads the thread
    • *Shortcuts* — “⋯” on a message, then 要約する (summarise) or ブリーフにする (brief)
    • *Follow-ups* — write “shorter” or “in Japanese” in the thread of a draft
help-unknown = :information_source: There is no command “{ $word }”.
help-near = Did you mean `/ringi { $near }`?

## Forms
chooser-title = What do you need?
form-title = New request
form-submit = Ask
form-note = Personal data is masked before the model sees it.
form-either = :bulb: Fill in the fields, or paste your source into “{ $field }”. What can be read from it may stay empty.
form-kept = :paperclip: Your material ({ $count } characters) is kept. Please fill in the rest.
form-kept-thread = :paperclip: This thread will be read as the material. Please fill in the rest.
form-longer = For material above 3,000 characters, post it as a message and use the message shortcut.
form-where = Where to post the draft
form-where-hint = If you choose nothing, it comes as a direct message.
choice-true = Yes
choice-false = No
field-missing = This field is required.
field-missing-or-material = This is needed unless you paste a source.
field-empty = This field is required. Blanks alone are not enough.
field-too-long = Too long. Please stay within { $limit } characters.
field-unknown-field = This template has no such field.
field-wrong-type = The format is not right.
field-not-one-of = Please choose one of the options.

## Revising
revise-title = Revise
revise-label = What should change?
revise-example = For example: shorter / in Japanese / a friendlier heading
revise-hint = A new draft will be made from draft { $revision }.
revise-submit = Ask

## Requesting sign-off
submit-title = Request sign-off
submit-where = Destination
submit-route = { $quorum ->
        [one] { $quorum } reviewer
       *[other] { $quorum } reviewers
    }, within { $hours } hours
submit-hidden = :lock: These values stay hidden in the request (the reviewer decides whether they go out): { $tokens }
submit-nothing-hidden = Nothing is hidden in this draft.
submit-note = This requests sign-off for draft { $revision }. If you change it later, you have to request again.

## Review card
card-text = Sign-off request: { $template } ({ $state })
card-head = Sign-off to publish: { $destination }
card-asked =
    { "" }*{ $title }*
    Requested by { $requester } · { $template } ({ $version }) · draft { $revision }
card-found = *What the checks found*
card-found-none = • Nothing to report
card-masked = *Masked before the model saw it*
card-hidden = :lock: Values that stay hidden in the published text: { $tokens }
card-let-out = :unlock: Values that a reviewer let out: { $tokens }
card-cut = The beginning of { $count } characters. Press “Read full text” for the rest.
card-difference = *Changed since the last revision* ({ $added } added, { $removed } removed)
card-difference-more = … { $count } more lines
card-count = :hourglass_flowing_sand: { $signed } of { $quorum } signed
card-signed = Signed by { $people }
card-published-at = Published at { $place }
card-digest = Digest { $digest } · request revision { $revision }
card-expires = Expires { $when }
confirm-sign-title = Sign off for publication?
confirm-sign = Once enough reviewers have signed, exactly this text is published to “{ $destination }”.

## Full text, sending back, refusing
full-text-title = Text to be published
full-text-let-out = Let this value out
full-text-hint = A change makes a new revision of the request, and earlier signatures fall away.
full-text-submit = Change values
send-back-title = Send back
send-back-label = What should change
send-back-hint = The requester sees this in their thread, with your name.
refuse-title = Refuse
refuse-label = Reason
refuse-hint = The requester sees this in their thread, with your name. The request ends here.

## States
state-in_review = In review
state-approved = Signed off
state-publishing = Publishing
state-published = Published
state-changes_requested = Sent back
state-refused = Refused
state-expired = Expired
state-failed = Not published
state-ambiguous = Unknown whether published
choice-sign = Sign off
choice-send_back = Send back
choice-refuse = Refuse

## Told to the requester
told-text = Your sign-off request: { $state }
told-in-review = :hourglass_flowing_sand: { $requester }, sign-off to publish to “{ $destination }” has been requested. It expires { $until }.
told-approved = :white_check_mark: { $who } signed off publication to “{ $destination }”. It is being published now.
told-published = :tada: Published to “{ $destination }”: { $place }
told-changes-requested = :leftwards_arrow_with_hook: { $requester }, { $who } sent this back. Revise it in this thread, then request sign-off again.
told-refused = :no_entry_sign: { $requester }, { $who } refused publication to “{ $destination }”.
told-expired = :alarm_clock: { $requester }, nobody signed in time. Nothing was published. You can request sign-off again.
told-failed = :warning: { $requester }, this was signed off but could not be published to “{ $destination }”. Nothing was sent. Request again, or ask { $contact }.
told-ambiguous = :grey_question: { $requester }, it is not known whether this was published to “{ $destination }”. It was not sent again, so that it is not published twice. { $contact } will look at the destination.

## Home
home-ask = Ask
home-ask-how = Choose a template to open its form. You can also mention Ringi in a channel.
home-mine = My sign-off requests
home-mine-empty = None yet. When a draft is ready, press “Request sign-off”.
home-queue = Waiting for sign-off
home-queue-empty = Nothing is waiting.
home-waiting = *{ $destination }* — from { $requester } · requested { $since } · expires { $until } · card in { $where }
home-rules = Rulebook
home-rules-revision = Revision `{ $revision }` (read only: it is changed in its file)
home-rules-access = *Who may ask what, where*
home-rules-destinations = *Destinations*
home-rule = • { $who }: { $templates } in { $channels } (rule `{ $rule }`)
home-destination = • { $title }: { $quorum ->
        [one] { $quorum } signature
       *[other] { $quorum } signatures
    } in { $channel } within { $hours } hours (`{ $destination }`)
home-all-templates = all templates
home-everyone = everybody in the company
home-direct = direct messages
home-any-channel = any channel
home-ai = Drafts are written by AI, and a person checks them before anything is published

## Names of what is found
label-YURYO_GONIN = Misleading quality claim
label-YURI_GONIN = Misleading terms or price
label-YAKKI = Health or medical claim
label-STEALTH = Advertising disclosure
label-MAIL_ORDER = Mail-order and e-mail law
label-COMPARISON = Comparison with a competitor
label-NOTATION = Notation
label-BRAND = Brand wording
label-PERSON = Personal name
label-EMAIL_ADDRESS = E-mail address
label-PHONE_NUMBER = Phone number
label-ADDRESS = Address
label-JP_POSTAL_CODE = Postal code
label-DATE_OF_BIRTH = Date of birth
label-CREDIT_CARD = Card number
label-MY_NUMBER = My Number
label-CORPORATE_NUMBER = Corporate number
label-JP_BANK_ACCOUNT = Bank account
label-IBAN_CODE = IBAN
label-US_SSN = US social security number
label-DRIVING_LICENCE = Driving licence number
label-PASSPORT = Passport number
label-URL_CREDENTIALS = URL with credentials
label-IP_ADDRESS = IP address
label-CARD_SECURITY_CODE = Card security code or expiry
label-CRYPTO = Crypto-currency address
label-NATIONAL_ID = National identity number
label-RESIDENCE_CARD = Residence card number
label-HEALTH_INSURANCE = Insurance number
label-PENSION_NUMBER = Pension number
label-EMPLOYEE_ID = Staff or member number
label-SLACK_ID = Slack identifier
label-MAC_ADDRESS = MAC address
label-SECRET = Secret (key or password)
label-QUOTED = Text that looks like a placeholder
label-PLACEHOLDER_INVENTED = Placeholder not in the material
label-PLACEHOLDER_UNBRACKETED = Placeholder without brackets
label-PLACEHOLDER_MISSING = Placeholder not in the draft
label-NUMBER = Number without a source
label-DATE = Date without a source
label-LINK = Link without a source
label-TIME = Time without a source
label-NAME = Name without a source
label-QUOTATION = Quotation without a source
label-INJECTION = Orders to the AI in the text
label-POLICY = Prohibited use
label-LANGUAGE = Another language
label-POLITENESS = Mixed politeness
label-SECTION = Empty section or leftover marker
label-CHATTER = The model talking
label-TERM = Wording

## When it could not be done
refusal-passes = To let it pass: { $passes }
refusal-rule = Rule { $rule }
refusal-ask = Ask: { $contact }
refusal-number = Request { $number }
refusal-other = Your request could not be completed. Please ask the contact below and quote the request number.
refusal-given-up = After several attempts your request could not be completed. Please try again; if it happens again, quote the request number to the contact below.
refusal-guest = Requests by guests are not accepted. Please ask a member of the company.
refusal-stranger = Requests by people from outside the company are not accepted.
refusal-bot = Requests by other apps are not accepted.
refusal-external-channel = This channel is shared with outsiders, or it could not be read whether it is, so requests are not accepted here. Please ask in an internal channel.
refusal-channel-unknown = Ringi may not be used in this channel yet. Ask in a permitted channel, or ask an admin to add this one.
refusal-template-not-here = That template can’t be used in this channel. See `/ringi help` for what can.
refusal-person-not-allowed = You may not use this template. If you need it, ask an admin to add you.
refusal-page-host = Pages of that site may not be used as material.
refusal-people-unreadable = Slack did not say what you may do, so nothing was done. Please try again in a while.
refusal-not-invited = Ringi is not in this channel and can’t answer here. Invite it with `/invite @Ringi`, then try again.
refusal-unknown-template = There is no such template. See `/ringi help` for the list.
refusal-missing-field = “{ $field }” is missing. Please fill in the form.
refusal-field-too-long = “{ $field }” is too long. Please shorten it and try again.
refusal-field-invalid = “{ $field }” can’t be used as it is. Please check it in the form.
refusal-empty-request = Your request was empty. Please write what you need, with the material.
refusal-only-image = Ringi can’t read images or files yet. Please paste the text.
refusal-too-many-masked = One thread can hold { $limit } masked values. Please ask in a new thread.
refusal-too-long = Too long ({ $length }; the limit is { $limit }). Please split or shorten it and try again.
refusal-no-thread = There was no thread to read. Ask inside a thread, or paste the text.
refusal-no-draft = The draft was not found. If it is past its lifetime, please ask again.
refusal-ask-gone = The original request is past its lifetime. Please ask again.
refusal-not-your-draft = Only the person who asked for this draft, or worked on it, can request sign-off.
refusal-blocked-input = Stopped: the request contains what may not go to a model ({ $labels }). Please remove it and ask again.
refusal-blocked-output = Stopped: the draft contained what may not go out ({ $labels }). Please remove it from the material and ask again.
refusal-guard-failed = A check could not run, so everything stopped to be safe. Nothing was sent to a model or outside. Please try again.
refusal-model-down = The model that drafts could not be reached. Please try again in a while.
refusal-model-slow = The draft was not finished in time. Shorten the material, or try again in a while.
refusal-model-busy = The model is busy. Please try again in a few minutes.
refusal-model-auth = The model did not accept our credentials. Please ask an admin to check the settings.
refusal-model-refused = The model declined this request. Please reconsider what it asks for.
refusal-model-incomplete = The draft broke off. Shorten the material and try again.
refusal-model-nonsense = The model’s answer did not have the required form and was not used. Please try again.
refusal-model-empty-section = The draft had an empty section and was not used. Add to the material and try again.
refusal-store-down = The store can’t be reached, so everything stopped. Nothing was lost. Please try again in a while.
refusal-store-unreadable = A stored record can’t be read, so everything stopped. Please ask an admin to look.
refusal-draft-moved = There is a newer revision of this draft. Please use that one.
refusal-stale-revision = There is a newer revision of this request. Please read the current card first.
refusal-stale-digest = The text you saw is not the current one. Please read the current card first.
refusal-not-in-state = This request no longer takes that step. The card shows where it stands.
refusal-expired = This request has expired.
refusal-recount = Another reviewer acted at the same moment. Read the card and try again.
refusal-already-voted = You have already answered this request.
refusal-not-reviewer = You are not a reviewer for this destination.
refusal-own-request = You can’t sign off your own request. Please ask another reviewer.
refusal-touched-text = Whoever worked on this text can’t sign it off. Please ask another reviewer.
refusal-reviewer-guest = Guests and outsiders can’t take part in sign-off.
refusal-unknown-signoff = This sign-off request was not found.
refusal-unknown-destination = The rulebook has no such destination.
refusal-destination-unknown = The rulebook has no such destination.
refusal-destination-not-for-template = Drafts of this template may not go to that destination.
refusal-unresolved = The text still holds a placeholder that stands for nothing. Press “Revise” to fix it.
refusal-names-gone = The masked values of this draft are past their lifetime, so it can't be continued. Please ask anew.
refusal-already-sending = Publication is under way already.
refusal-publish-failed = It could not be published. Nothing was sent.
refusal-publish-ambiguous = It is not known whether it was published. It was not sent again, so that it is not published twice.

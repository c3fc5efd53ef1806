holds = The decision log holds: all { $count } entries are linked.
broken = The decision log is broken at entry { $seq }: { $why }.
broken-unreadable = the entry can't be read
broken-gap = a number is missing
broken-order = the order was changed
broken-link = it is not linked to the entry before
broken-altered = its content was altered
broken-unknown_key = it is sealed by an unknown key
broken-seal = its seal does not match
broken-truncated = the end was cut off
unreadable = { $file } can't be read.
no-key = The key is not on this machine, so seals were not checked (only links and content).
unknown-request = The decision log knows no request { $request }.

finding = · { $label }: { $count } ({ $action })
verdict-allow = allowed
verdict-mask = masked
verdict-flag = flagged
verdict-block = blocked

story-asked = { $via ->
    [thread] { $actor } asked for changes to the draft (allowed by { $rule })
   *[other] { $actor } asked for { $template_id } { $template_version } in { $channel } (allowed by { $rule })
}
story-refused = { $actor } was refused: { $reason } (rule { $rule })
story-guarded = The guards checked the { $side }: { $verdict }
story-model-called = The model call was recorded
story-model-answered = The model { $model } answered ({ $input_tokens } tokens in, { $output_tokens } out)
story-model-failed = The model gave nothing usable: { $reason }
story-drafted = Draft revision { $revision } was made
story-submitted = { $actor } asked for sign-off to { $destination } (digest { $digest })
story-voted = { $actor } signed ({ $signatures } of { $quorum })
story-accepted = { $actor } let masked values out
story-approved = { $actor } signed ({ $signatures } of { $quorum }): approved
story-sent-back = { $actor } sent it back
story-rejected = { $actor } refused it
story-expired = Nobody answered in time; it lapsed
story-sending = Sending to { $destination } began
story-published = Published ({ $external_id }, digest { $digest })
story-publish-failed = Not published, nothing was sent: { $why }
story-publish-ambiguous = It is not known whether it was sent; a person decides: { $why }
story-dead-letter = The job was given up
side-input = input
side-output = output
side-publication = text to be published
story-feedback = { $actor } rated the draft
story-revealed = { $actor } looked at the masked values, to decide whether to let them out
story-model-called-second-opinion = A second model was asked about smuggled instructions
story-model-answered-second-opinion = The second model { $model } said: { $verdict } (confidence { $confidence })
story-model-failed-second-opinion = The second model gave no opinion (the guards' verdict stood)

"""What annotated documents teach beside the rules (学习层): names and links that no rule finds.

Weights come with the package as data and were fitted by `make train`; nothing is learned or
fetched at run time. What is found here has rule ids of its own, so it is measured, and asserted or
proposed, like the statements of any rule (ADR 0006).
"""

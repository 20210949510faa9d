"""Drafts proofread: is each quotation on record, in these very words and by whom the draft says?"""

"""The ledger of leads (疑点台账): a workbook that people work in, and what becomes of it."""

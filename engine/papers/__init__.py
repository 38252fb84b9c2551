"""The papers of an audit (取证单, 底稿, 资料交接清单), made from the ledger and its report."""

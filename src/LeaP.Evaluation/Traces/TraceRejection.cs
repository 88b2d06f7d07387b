namespace LeaP.Evaluation.Traces;

/// <summary>Why a path became no record.</summary>
public enum TraceRejection
{
    /// <summary>It became one.</summary>
    None,

    /// <summary>It did not end by itself or with its forced answer, or its text is not kept.</summary>
    NotFinished,

    /// <summary>Its answer is not the right one.</summary>
    Wrong,

    /// <summary>One of its summaries reached its limit and was ended for it.</summary>
    SummaryCut,
}

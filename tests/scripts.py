"""One sentence in each script that a paper may hold, with what goes wrong in it: German names,
brackets, digits, times. Test data, not translations that anybody reads."""

RIGHT_TO_LEFT = frozenset({"ar", "fa", "ckb", "ps", "ur"})
SENTENCES = {
    "ar": "سجّل عنوانك في مكتب Bürgeramt (Meldebehörde) من 8:00–12:00، الهاتف 0521 51-0.",
    "fa": "نشانی خود را در Bürgeramt (Meldebehörde) ثبت کنید، ساعت 8:00–12:00، تلفن 0521 51-0.",
    "ckb": "ناونیشانەکەت لە Bürgeramt (Meldebehörde) تۆمار بکە، 8:00–12:00، تەلەفۆن 0521 51-0.",
    "ps": "خپله پته په Bürgeramt (Meldebehörde) کې ثبت کړئ، 8:00–12:00، ټیلیفون 0521 51-0.",
    "ur": "اپنا پتہ Bürgeramt (Meldebehörde) میں درج کرائیں، 8:00–12:00، ٹیلی فون 0521 51-0.",
    "ti": "ኣድራሻኹም ኣብ Bürgeramt (Meldebehörde) ኣመዝግቡ፣ 8:00–12:00፣ ተሌፎን 0521 51-0።",
    "el": "Δηλώστε τη διεύθυνσή σας στο Bürgeramt (Meldebehörde), 8:00–12:00, τηλ. 0521 51-0.",
    "uk": "Зареєструйте свою адресу в Bürgeramt (Meldebehörde), 8:00–12:00, тел. 0521 51-0.",
    "bg": "Регистрирайте адреса си в Bürgeramt (Meldebehörde), 8:00–12:00, тел. 0521 51-0.",
    "vi": "Hãy đăng ký địa chỉ của bạn tại Bürgeramt (Meldebehörde), 8:00–12:00, số 0521 51-0.",
    "tr": "Adresinizi Bürgeramt (Meldebehörde) kurumuna bildirin, 8:00–12:00, tel. 0521 51-0.",
    "ku": "Navnîşana xwe li Bürgeramt (Meldebehörde) tomar bikin, 8:00–12:00, tel. 0521 51-0.",
    "sq": "Regjistroni adresën tuaj në Bürgeramt (Meldebehörde), 8:00–12:00, tel. 0521 51-0.",
    "pl": "Proszę zgłosić swój adres w Bürgeramt (Meldebehörde), 8:00–12:00, tel. 0521 51-0.",
}
PSEUDO = "xx"
ACCENTS = str.maketrans("aeiouAEIOUnsc", "áéíóúÁÉÍÓÚñšč")
OFFICE_WORD = "Wohnungsgeberbestätigung"
LONG = "Wohnungsgeberbestätigungsbescheinigungsvordruck"


def direction(tag: str) -> str:
    """Return which way a language runs."""
    return "rtl" if tag in RIGHT_TO_LEFT else "ltr"


def pseudo(german: str) -> str:
    """Return a text as a language that says everything in words half as long again."""
    return " ".join(word.translate(ACCENTS) + "ōu" * (len(word) // 4) for word in german.split())
